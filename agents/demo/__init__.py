"""The bundled day of news that `detente demo` plays, with the alerts that it must give: data only."""
