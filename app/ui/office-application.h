/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* What the window cannot do by itself, because it takes both halves of the program. */
typedef struct {
  gboolean (*start_demo) (OfficeSession **session, GError **error); /* a host in this process with realistic people; transfer full */
  void (*stop_demo) (void);
} OfficeApplicationHooks;

int office_application_main (int argc, char **argv, const OfficeApplicationHooks *hooks);

G_END_DECLS
