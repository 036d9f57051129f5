"""Subfigures side by side, a style sheet, dashed training curves, English and Korean together."""

import matplotlib.pyplot as plt


def plot_history(history):
    curves = dict(history if isinstance(history, dict) else history.history)
    with plt.style.context("ggplot"):
        fig = plt.figure(figsize=(12, 4))
        for sub, (key, title) in zip(
            fig.subfigures(1, 2), {"loss": "손실 (loss)", "accuracy": "정확도 (accuracy)"}.items()
        ):
            ax = sub.subplots()
            ax.set_title(title, loc="left")
            for prefix, name, style in (
                ("val_", "검증 validation (measured during training)", "-"),
                ("", "훈련 training", "--"),
            ):
                ys = curves[prefix + key]
                ax.plot(range(1, len(ys) + 1), ys, style, label=name)
            ax.set_xlabel("에포크 epoch")
            ax.legend()
    return fig
