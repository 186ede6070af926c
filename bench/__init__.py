"""Measurements, each beside a floor or a peer in the same run. They print figures and never fail a build."""
