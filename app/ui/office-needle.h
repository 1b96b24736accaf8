/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was typed to find some of the names in a list, whatever their case. NULL: nothing, which finds all. */
char *office_needle_new (const char *typed);                         /* to be freed; spaces around it do not count */
gboolean office_needle_is_in (const char *needle, const char *text); /* text nullable: found only by nothing */

G_END_DECLS
