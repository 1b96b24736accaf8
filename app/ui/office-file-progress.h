/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-attachment.h"

G_BEGIN_DECLS

/* How far a file is that comes, goes or is copied, as a tile, a row and a chip show it alike. Borrowed from the widgets that hold them. */
typedef struct {
  GtkWidget *words;  /* a label */
  GtkWidget *bar;    /* there while something is known to move */
  GtkWidget *cancel; /* there while it is on its way; nullable */
  GtkWidget *retry;  /* there when it did not come; nullable */
} OfficeFileProgress;

char *office_file_progress_dup_size (OfficeAttachment *file);
void office_file_progress_build (OfficeFileProgress *self); /* the label and the bar */
void office_file_progress_build_buttons (OfficeFileProgress *self); /* for "file.cancel" and "file.retry" */
void office_file_progress_show (OfficeFileProgress *self, OfficeAttachment *file, const char *at_rest);

G_END_DECLS
