"""Synthetic data and the trainers of the weights that this project ships; nothing imports it."""
