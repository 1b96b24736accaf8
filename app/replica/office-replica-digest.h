/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The lines of office_scope_digest_print() for a desk's file, also while a desk uses it: the host's versions, as far as it has
 * told of them. What waits to be sent does not count. */
char *office_replica_digest_file (const char *path, GError **error);

G_END_DECLS
