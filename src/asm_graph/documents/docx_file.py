"""x."""


def read_docx(path, data):
    raise NotImplementedError
