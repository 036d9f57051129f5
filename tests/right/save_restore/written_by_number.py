"""Checkpoint.write under the number after the highest file, searched by glob and regex."""

from pathlib import Path
import glob, re
import keras, tensorflow as tf


def save_weights(model, path):
    model.save_weights(path)


def load_weights(model, path):
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(path)
    model.load_weights(path)
    return model


def save_checkpoint(model, directory):
    d = Path(directory)
    d.mkdir(parents=True, exist_ok=True)
    nums = [
        int(re.search(r"ckpt-(\d+)\.index$", f).group(1))
        for f in glob.glob(str(d / "ckpt-*.index"))
    ]
    n = max(nums, default=0) + 1
    ckpt = tf.train.Checkpoint(net=model)
    return Path(ckpt.write(str(d / f"ckpt-{n}")))


def restore_checkpoint(model, directory):
    files = list(Path(directory).glob("ckpt-*.index")) if Path(directory).is_dir() else []
    if not files:
        raise FileNotFoundError("no checkpoint")
    last = max(files, key=lambda f: int(f.stem.split("-")[1]))
    tf.train.Checkpoint(net=model).restore(str(last.with_suffix(""))).expect_partial()
    return model


def save_model(model, path):
    model.save(Path(path))


def load_model(path):
    model = keras.models.load_model(path, compile=False)
    loaded = keras.models.load_model(path)
    assert loaded.count_params() == model.count_params()
    return loaded


def export_model(model, directory):
    model.export(str(Path(directory)))


def load_exported(directory):
    m = tf.saved_model.load(directory)
    return lambda images: m.serve(images).numpy()
