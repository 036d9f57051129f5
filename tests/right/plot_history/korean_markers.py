"""Korean words; dots for training and a line for validation in the same colour; one above another."""

import matplotlib.pyplot as plt


def plot_history(history):
    기록 = getattr(history, "history", history)
    loss, val_loss = 기록["loss"], 기록["val_loss"]
    acc, val_acc = 기록["accuracy"], 기록["val_accuracy"]
    epochs = range(1, len(loss) + 1)
    plt.figure(figsize=(6, 8), layout="constrained")
    plt.subplot(2, 1, 1)
    plt.plot(epochs, loss, "bo", label="훈련 손실")
    plt.plot(epochs, val_loss, "b", label="검증 손실")
    plt.title("훈련과 검증 손실")
    plt.xlabel("에포크")
    plt.ylabel("손실")
    plt.legend()
    plt.subplot(2, 1, 2)
    plt.plot(epochs, acc, "bo", label="학습 정확도")
    plt.plot(epochs, val_acc, "b", label="검증 정확도")
    plt.title("훈련과 검증 정확도")
    plt.xlabel("에포크")
    plt.ylabel("정확도")
    plt.legend()
    return plt.gcf()
