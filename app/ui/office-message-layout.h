/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OFFICE_MESSAGE_GAP 12 /* pixels between the gutter and the column */

/* A message's gutter, with the avatar or the time, and its column beside it. */
GtkLayoutManager *office_message_layout_new (void); /* full */

G_END_DECLS
