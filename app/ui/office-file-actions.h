/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What one does with a file that is here; what goes wrong is said by the session. Programs are saved, never opened. */
gboolean office_file_is_here (OfficeAttachment *file);
void office_file_open (GtkWidget *from, OfficeSession *session, OfficeAttachment *file);
void office_file_save (GtkWidget *from, OfficeSession *session, OfficeAttachment *file); /* asks where */

G_END_DECLS
