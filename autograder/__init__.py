"""The autograder of the course "a convolutional network on MNIST"."""
