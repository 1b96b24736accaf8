/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for one line of text in a dialog. */
typedef void (*OfficeEntryDialogDone) (const char *text, gpointer data);

void office_entry_dialog_ask (GtkWidget *parent, const char *heading, const char *label, const char *action, const char *text,
                              int max_length, OfficeEntryDialogDone done, gpointer data, GDestroyNotify destroy);

G_END_DECLS
