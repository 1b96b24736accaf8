/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void office_frame_tell (GtkWidget *widget); /* to office-frames.h: when its window paints, and when somebody does something in it */

G_END_DECLS
