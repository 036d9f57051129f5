"""The lecture notes as a site: two Sphinx projects, English and Korean, that link to each other."""
