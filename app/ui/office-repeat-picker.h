/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* A popover that says how a task comes again; each change acts at once. */
GtkWidget *office_repeat_picker_new (OfficeSession *session, OfficeTask *task);

G_END_DECLS
