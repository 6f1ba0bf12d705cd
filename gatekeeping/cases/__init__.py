"""A child before the body: referral, assessment, family, the child's own view, the ladder, the match."""
