/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* The fields of a task beside the first ones: start, repetition, estimate, what it is a part of and waits for, who watches. Empty ones are folded away. */
#define OFFICE_TYPE_TASK_FIELDS (office_task_fields_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskFields, office_task_fields, OFFICE, TASK_FIELDS, GtkWidget)

void office_task_fields_set_task (OfficeTaskFields *self, OfficeSession *session, OfficeTask *task); /* nullable: nothing is shown */

G_END_DECLS
