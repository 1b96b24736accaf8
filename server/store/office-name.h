/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of people, by which they sign in. */
char *office_name_clean (const char *name, GError **error); /* 422: nobody can be called that */
char *office_name_dup_key (const char *name);               /* the same for names that people take for the same */

G_END_DECLS
