/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Files that a person brings to a widget, by a dialog or by dropping them. `take` gets each; it borrows the file. */
typedef void (*OfficeFileTake) (GtkWidget *widget, GFile *file);

GtkFileChooserNative *office_file_picker_show (GtkWidget *widget, OfficeFileTake take); /* transfer full: keep it until it has answered */
gboolean office_file_picker_take_dropped (GtkWidget *widget, const GValue *files, OfficeFileTake take); /* a GdkFileList; FALSE: it is empty */

G_END_DECLS
