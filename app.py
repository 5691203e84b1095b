"""The entry: run by Streamlit it draws the page; imported by a server it is the application."""

import streamlit as st

from congress_dash import pages, server

if __name__ == "__main__":
    pages.show()
else:
    app = st.App(
        __file__,
        routes=server.ROUTES,
        middleware=server.MIDDLEWARE,
        lifespan=server.lifespan,
        on_script_error=server.tell,
    )
