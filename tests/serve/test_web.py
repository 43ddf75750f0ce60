import socket

import pytest
from tests.processes import free_port

from masthead.serve.web import PortTakenError, check_port


def test_a_taken_port_is_named_with_the_mend() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTakenError) as caught:
            check_port("127.0.0.1", port)
    assert str(caught.value) == (
        f"cannot listen on 127.0.0.1 port {port}: address already in use; "
        "stop the other program or choose another port with --port"
    )


def test_a_free_port_is_no_trouble() -> None:
    check_port("127.0.0.1", free_port())
