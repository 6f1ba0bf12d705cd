"""The second step of signing in: six digits of an app on the phone, or a code kept on paper."""
