/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* This machine's addresses as others reach it. */
GPtrArray *office_interfaces_list (void);  /* GInetAddress, the best first; without loopback */
char *office_interfaces_dup_best (void);   /* numeric; 127.0.0.1 when there is no network */

G_END_DECLS
