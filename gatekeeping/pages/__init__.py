"""The screens of the Child Protection Unit and of the body: prepare a case, sit, decide, tell the child."""
