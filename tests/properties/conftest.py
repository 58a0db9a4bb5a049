from hypothesis import settings

# No deadline: these machines are noisy, and speed is measured in benchmarks.
settings.register_profile("laws", deadline=None, max_examples=60)
settings.load_profile("laws")
