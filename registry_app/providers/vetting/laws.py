"""What the database itself can say of people who come from an office: nobody with a match stands on a team or a seat.

What is pending because a check ended or was never recorded changes with the days; the services refuse it.
"""

NOT_CLEAR = "a person who is not clear has no contact with children"
# Of a new row that names an account. A constant of this file; nothing that a person typed comes near it.
MATCHED = (
    "EXISTS (SELECT 1 FROM official_post p JOIN offender_match m ON m.person_id = p.person_id "
    "WHERE p.user_id = NEW.user_id AND p.left_on IS NULL AND m.state IN ('FOUND', 'ANSWERED', 'CONFIRMED'))"
)
