/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Moments when nobody waits for the program: after something was done, no key, button or pointer's move has come to the window
 * for a while. Then is the time for what takes the window's thread longer than a frame.
 */
typedef struct _OfficeRest OfficeRest;

/* Returns whether something goes on elsewhere; then it is called again soon, if still nothing has come. */
typedef gboolean (*OfficeRestFunc) (gpointer data);

OfficeRest *office_rest_new (GtkWindow *window, guint period_ms, OfficeRestFunc function,
                             gpointer data); /* free it before the window goes */
void office_rest_free (OfficeRest *self);

G_END_DECLS
