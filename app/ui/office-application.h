/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* What the window cannot do by itself, because it takes both halves of the program. */
typedef struct {
  /* A host in this process with realistic people, and the id of the room to open, or NULL; transfer full. */
  gboolean (*start_demo) (OfficeSession **session, char **room, GError **error);
  void (*stop_demo) (void);
} OfficeApplicationHooks;

int office_application_main (int argc, char **argv, const OfficeApplicationHooks *hooks);

G_END_DECLS
