/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What one does with a file; what comes of it is said by the session. Programs are saved, never opened. */
gboolean office_file_is_here (OfficeAttachment *file);
void office_file_open (OfficeSession *session, OfficeAttachment *file);
void office_file_save (GtkWidget *from, OfficeSession *session, OfficeAttachment *file); /* asks where */
void office_file_save_to (OfficeSession *session, OfficeAttachment *file, GFile *target);

G_END_DECLS
