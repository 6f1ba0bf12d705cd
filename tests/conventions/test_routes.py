"""Every address with its methods and its permission, as one tested list; nothing open that is not said to be open."""

import os

from registry_app.core.access import Public
from tests.conventions import walk

LIST = walk.ROOT / "tests" / "conventions" / "routes.txt"


def lines(app):
    made = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        permission = getattr(app.view_functions[rule.endpoint], "permission", None)
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            made.append(f"{method} {rule.rule} {permission.value if permission else 'UNGUARDED'}")
    return sorted(made, key=lambda line: (line.split()[1], line))


def test_the_list_of_routes_is_the_program(the_app):
    """Run with WRITE_ROUTES=1 to write the list anew, then read the difference before it is committed."""
    if os.environ.get("WRITE_ROUTES"):
        LIST.write_text("\n".join(lines(the_app)) + "\n", encoding="utf-8")
    assert LIST.read_text(encoding="utf-8").splitlines() == lines(the_app)


def test_no_route_is_unguarded(the_app):
    assert [line for line in lines(the_app) if line.endswith("UNGUARDED")] == []


def test_every_permission_of_a_route_is_ruled(the_app):
    policy = the_app.extensions["policy"]
    missing = set()
    for view in the_app.view_functions.values():
        permission = getattr(view, "permission", None)
        if permission is not None and not isinstance(permission, Public) and permission not in policy:
            missing.add(permission)
    assert missing == set()


def test_a_permission_to_look_never_opens_a_way_to_change(the_app):
    offenders = []
    for line in lines(the_app):
        method, path, permission = line.split()
        last = permission.rpartition(":")[2]
        if method != "GET" and last in ("view", "view-own", "read", "list"):
            offenders.append(line)
    assert offenders == []


def test_signed_out_every_closed_page_leads_to_the_door(client, the_app):
    for rule in the_app.url_map.iter_rules():
        view = the_app.view_functions[rule.endpoint]
        permission = getattr(view, "permission", None)
        if rule.endpoint == "static" or permission is None or isinstance(permission, Public):
            continue
        address = the_app.url_map.bind("localhost").build(rule.endpoint, values(rule))
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            answer = client.open(address, method=method)
            wanted = 401 if address.startswith("/api/") else 303
            assert answer.status_code == wanted, (method, address, answer.status_code)
            if wanted == 303:
                assert answer.headers["Location"].startswith("/sign-in")


def values(rule):
    """Parts for an address that names nothing there is."""
    return {name: _value(converter) for name, converter in rule._converters.items()}


def _value(converter):
    kind = type(converter).__name__
    if kind == "UUIDConverter":
        return "00000000-0000-4000-8000-000000000000"
    if kind == "IntegerConverter":
        return 1
    if kind == "LanguageConverter":
        return "en"
    return "x"
