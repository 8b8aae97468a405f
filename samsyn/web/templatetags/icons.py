"""The icons: 20 × 20, drawn with a line of 1.6, our own. Each is the inside of an <svg>."""

DRAWINGS = {
    "add": '<path d="M10 4v12M4 10h12"/>',
    "back": '<path d="M16 10H4m5-5-5 5 5 5"/>',
    "calendar": '<path d="M3.5 5.5h13v11h-13zM3.5 9h13M7 3v4m6-4v4"/>',
    "check": '<path d="m4 10.5 4 4 8-9"/>',
    "clock": '<circle cx="10" cy="10" r="6.5"/><path d="M10 6v4.2l2.8 1.6"/>',
    "close": '<path d="m5.5 5.5 9 9m0-9-9 9"/>',
    "company": '<path d="M3.5 16.5V9l4 2.5V9l4 2.5V4h5v12.5zM3 16.5h14"/>',
    "down": '<path d="m5.5 8 4.5 4.5L14.5 8"/>',
    "download": '<path d="M10 3.5v9m-4-4 4 4 4-4M4 16.5h12"/>',
    "edit": '<path d="m4 16 .8-3.4 8.6-8.6 2.6 2.6-8.6 8.6zM11.5 5.9l2.6 2.6"/>',
    "eye": '<path d="M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5z"/>'
    '<circle cx="10" cy="10" r="2.2"/>',
    "filter": '<path d="M3.5 5.5h13M6 10h8m-5.5 4.5h3"/>',
    "forward": '<path d="M4 10h12m-5-5 5 5-5 5"/>',
    "globe": '<circle cx="10" cy="10" r="6.8"/>'
    '<path d="M3.2 10h13.6M10 3.2c4 4.2 4 9.4 0 13.6-4-4.2-4-9.4 0-13.6z"/>',
    "group": '<circle cx="7" cy="7.2" r="2.7"/><path d="M2.2 16.2c0-3 2.1-4.7 4.8-4.7s4.8 1.7 4.8 '
    '4.7M13 4.8a2.7 2.7 0 0 1 0 4.9m1.4 2.2c2 .5 3.4 2 3.4 4.3"/>',
    "information": '<circle cx="10" cy="10" r="6.8"/><path d="M10 9.2v4.3M10 6.4v.1"/>',
    "journal": '<path d="M5 3.5h10.5v13H5a1.5 1.5 0 0 1-1.5-1.5V5A1.5 1.5 0 0 1 5 3.5z'
    'M7 3.5v13m3-9h2.7m-2.7 3h2.7"/>',
    "link": '<path d="M8.5 11.5a3 3 0 0 0 4.3 0l2.8-2.8a3 3 0 0 0-4.3-4.3L10 5.7m1.5 2.8a3 3 0 0 '
    '0-4.3 0l-2.8 2.8a3 3 0 0 0 4.3 4.3l1.3-1.3"/>',
    "list": '<path d="M7.5 5.5H17M7.5 10H17M7.5 14.5H17M3.5 5.5h.1m-.1 4.5h.1m-.1 4.5h.1"/>',
    "lock": '<path d="M4.5 9h11v7.5h-11zM7 9V6.5a3 3 0 0 1 6 0V9"/>',
    "loose": '<circle cx="4" cy="10" r="2"/><path d="M6 10h2.2"/>'
    '<path stroke-dasharray="1 2.4" d="M9.8 10h3.6"/>'
    '<circle stroke-dasharray="1.6 1.55" cx="16" cy="10" r="2"/>',
    "mail": '<path d="M3 5h14v10.5H3zM3 6l7 5 7-5"/>',
    "map": '<path d="M3.5 5.5 8 4l4 1.5L16.5 4v10.5L12 16l-4-1.5L3.5 16zM8 4v10.5m4-9V16"/>',
    "menu": '<path d="M3.5 5.5h13M3.5 10h13m-13 4.5h13"/>',
    "money": '<path d="M2.5 5.5h15v9h-15z"/><circle cx="10" cy="10" r="2.2"/>'
    '<path d="M5 10h.1m9.8 0h.1"/>',
    "moon": '<path d="M16 11.8A6.5 6.5 0 1 1 8.2 4a5.2 5.2 0 0 0 7.8 7.8z"/>',
    "organisation": '<path d="M4 16.5V4.5h7v12M11 8h5v8.5M3 16.5h14M6.5 7.5h2m-2 3h2m-2 3h2"/>',
    "person": '<circle cx="10" cy="6.8" r="3"/><path d="M4 16.5c0-3.3 2.6-5.2 6-5.2s6 1.9 6 5.2"/>',
    "phone": '<path d="M5.2 3.5h2.4l1.3 3.4-1.8 1.3a9 9 0 0 0 4.7 4.7l1.3-1.8 3.4 1.3v2.4c0 '
    '.9-.8 1.7-1.7 1.6C8.9 15.9 4.1 11.1 3.6 5.2 3.5 4.3 4.3 3.5 5.2 3.5z"/>',
    "print": '<path d="M6 7V3.5h8V7M6 13.5H3.5V7h13v6.5H14M6 11.5h8v5H6z"/>',
    "search": '<circle cx="8.7" cy="8.7" r="5"/><path d="m12.5 12.5 4 4"/>',
    "settings": '<path d="M3.5 6h6m4 0h3m-13 8h3m4 0h6"/>'
    '<circle cx="11.5" cy="6" r="2"/><circle cx="8.5" cy="14" r="2"/>',
    "sign-in": '<path d="M11 3.5h5.5v13H11M3.5 10H12m-3.5-3.5L12 10l-3.5 3.5"/>',
    "sign-out": '<path d="M9 3.5H3.5v13H9M8 10h8.5M13 6.5l3.5 3.5-3.5 3.5"/>',
    "sorted-down": '<path d="M10 4v12m-4-4 4 4 4-4"/>',
    "sorted-up": '<path d="M10 16V4M6 8l4-4 4 4"/>',
    "stop": '<circle cx="10" cy="10" r="6.8"/><path d="m7.5 7.5 5 5m0-5-5 5"/>',
    "sun": '<circle cx="10" cy="10" r="3"/><path d="M10 2.8v1.7m0 11v1.7M2.8 10h1.7m11 '
    '0h1.7M4.9 4.9l1.2 1.2m7.8 7.8 1.2 1.2m0-10.2-1.2 1.2m-7.8 7.8-1.2 1.2"/>',
    "table": '<path d="M3.5 4.5h13v11h-13zM3.5 8.2h13m-13 3.6h13M8.5 4.5v11"/>',
    "thread": '<circle cx="3.8" cy="10" r="2"/><path d="M5.8 10h8.4"/>'
    '<circle cx="16.2" cy="10" r="2"/>',
    "trash": '<path d="M4 6h12M8 6V3.5h4V6M5.5 6l.7 10.5h7.6L14.5 6M8.5 9v4.5m3-4.5v4.5"/>',
    "undo": '<path d="M7 4 3.5 7.5 7 11M3.5 7.5H12a4.2 4.2 0 0 1 0 8.5H8"/>',
    "upload": '<path d="M10 12.5v-9m-4 4 4-4 4 4M4 16.5h12"/>',
    "warning": '<path d="M10 3.2 17.5 16.5h-15zM10 8v4m0 2.3v.1"/>',
}
