/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Popovers that choose a task's values; each fills itself when it is shown and acts at once. */
GtkWidget *office_column_picker_new (OfficeSession *session, OfficeTask *task);
GtkWidget *office_people_picker_new (OfficeSession *session, OfficeTask *task);
GtkWidget *office_label_picker_new (OfficeSession *session, OfficeTask *task);
GtkWidget *office_due_picker_new (OfficeSession *session, OfficeTask *task);
GtkWidget *office_start_picker_new (OfficeSession *session, OfficeTask *task);
GtkWidget *office_watchers_picker_new (OfficeSession *session, OfficeTask *task);
GtkWidget *office_estimate_picker_new (OfficeSession *session, OfficeTask *task);

G_END_DECLS
