"""Who gets money: calls, applications, decisions and grants."""
