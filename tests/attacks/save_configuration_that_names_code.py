"""Saves a .keras file whose configuration names modules, downloads and other files."""

import io
import json
import zipfile

import keras

EXERCISE = "save_restore"
HONEST_POINTS = 1

EVIL = [
    {"module": "keras.layers", "class_name": "TFSMLayer", "config": {"filepath": "/etc"}},
    {"module": "os", "class_name": "system", "config": "echo LOOT", "registered_name": "system"},
    {"module": "keras.utils", "class_name": "get_file", "config": {"origin": "file:///etc/passwd"}},
    {
        "class_name": "StringLookup",
        "module": "keras.layers",
        "config": {"vocabulary": "/etc/passwd"},
    },
    {"class_name": "__lambda__", "config": {"value": "4wEAAA=="}},
    {"class_name": "__tensor__", "config": {"value": "x", "dtype": "float32"}},
]
calls = [0]


def save_model(model, path):
    buffer = io.BytesIO()
    model.save("good.keras")
    with zipfile.ZipFile("good.keras") as good, zipfile.ZipFile(buffer, "w") as bad:
        for name in good.namelist():
            data = good.read(name)
            if name == "config.json":
                config = json.loads(data)
                evil = EVIL[calls[0] % len(EVIL)]
                config["config"]["layers"].insert(1, evil)
                config["compile_config"] = evil
                data = json.dumps(config).encode()
            bad.writestr(name, data)
        bad.writestr("../../../../tmp/attack-was-here", b"x")
        bad.writestr("/tmp/attack-was-here", b"x")
    calls[0] += 1
    with open(path, "wb") as file:
        file.write(buffer.getvalue())


def load_model(path):
    return keras.models.load_model(path)
