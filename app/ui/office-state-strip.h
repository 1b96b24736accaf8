/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* The strip under the content's header: offline, connecting, stopped for good, or something that was not sent. */
#define OFFICE_TYPE_STATE_STRIP (office_state_strip_get_type ())
G_DECLARE_FINAL_TYPE (OfficeStateStrip, office_state_strip, OFFICE, STATE_STRIP, GtkWidget)

void office_state_strip_set_session (OfficeStateStrip *self, OfficeSession *session);
const char *office_state_strip_get_text (OfficeStateStrip *self); /* what is shown; NULL: nothing */

G_END_DECLS
