/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void office_announce (GtkWidget *focused, const char *words); /* a screen reader says what has just happened to what has the focus */

G_END_DECLS
