"""What can be read about companies. `closeness` says who stands close to one."""
