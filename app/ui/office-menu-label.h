/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *office_menu_dup_label (const char *name); /* of an item that is called as somebody called something; full */

G_END_DECLS
