/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Files that go with what is being written: a flow box of their names and sizes, each with a button to take it away. */
typedef void (*OfficeFileChipFunc) (GtkWidget *chips, OfficeAttachment *file);

GtkWidget *office_file_chips_new (OfficeFileChipFunc taken_away);
void office_file_chips_show (GtkWidget *chips, GPtrArray *files); /* OfficeAttachment; hidden without any */

G_END_DECLS
