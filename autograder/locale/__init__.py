"""The sentences that people read, and their Korean: `ko/LC_MESSAGES/autograder.po`."""
