/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A certificate, perhaps with the chain behind it, and its key, from PEM files. Blocking, a few milliseconds; any thread. */
GTlsCertificate *office_key_pair_read (const char *certificate_path, const char *key_path, GError **error);

G_END_DECLS
