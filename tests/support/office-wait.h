/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Turns the default main context until the condition holds; fails the test when it does not within a generous time. What a thread
 * or another process does wakes nobody here: it is looked at again some times a second. */
#define OFFICE_WAIT_UNTIL(condition)                                                                                   \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gboolean office_late_ = FALSE;                                                                                     \
    guint office_deadline_ = g_timeout_add_seconds (OFFICE_WAIT_SECONDS, office_wait_is_late, &office_late_);          \
    guint office_tick_ = g_timeout_add (OFFICE_WAIT_LOOK_MS, office_wait_look_again, NULL);                            \
    while (!(condition) && !office_late_)                                                                              \
      g_main_context_iteration (NULL, TRUE);                                                                           \
    if (office_late_)                                                                                                  \
      g_error ("%s:%d: waited %d s in vain for: %s", __FILE__, __LINE__, OFFICE_WAIT_SECONDS, #condition);              \
    g_source_remove (office_tick_);                                                                                    \
    g_source_remove (office_deadline_);                                                                                \
  }                                                                                                                    \
  G_STMT_END

#define OFFICE_WAIT_SECONDS 60
#define OFFICE_WAIT_LOOK_MS 50

static inline gboolean
office_wait_is_late (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_CONTINUE;
}

static inline gboolean
office_wait_look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

G_END_DECLS
