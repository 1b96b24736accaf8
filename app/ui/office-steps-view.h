/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* A task's steps: how many are done, each with its check, and a line to add one. */
#define OFFICE_TYPE_STEPS_VIEW (office_steps_view_get_type ())
G_DECLARE_FINAL_TYPE (OfficeStepsView, office_steps_view, OFFICE, STEPS_VIEW, GtkWidget)

void office_steps_view_set_task (OfficeStepsView *self, OfficeSession *session, OfficeTask *task); /* task nullable */

G_END_DECLS
