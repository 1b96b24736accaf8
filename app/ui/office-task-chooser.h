/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Popovers that choose other tasks of the room by words or short id; what is chosen already stands first, checked. */
GtkWidget *office_parent_picker_new (OfficeSession *session, OfficeTask *task);  /* the one it is a part of */
GtkWidget *office_blocked_picker_new (OfficeSession *session, OfficeTask *task); /* those it waits for */

G_END_DECLS
