"""Figures and pictures: `make bench`, `make gallery`."""
