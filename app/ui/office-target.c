/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-target.h"

static const struct {
  OfficeSpanKind kind;
  const char *name; /* as in office:NAME/ID */
  const char *action;
} places[] = {
  { OFFICE_SPAN_MESSAGE, "message", "win.open-message" },
  { OFFICE_SPAN_TASK, "task", "win.open-task" },
  { OFFICE_SPAN_ROOM, "room", "win.open-room" },
  { OFFICE_SPAN_PERSON, "person", "win.open-person" },
};

/**
 * office_target_dup_address:
 * @kind: of a span that has a target
 * @target: the address or the id
 *
 * Returns: (transfer full) (nullable): the address, or `office:KIND/ID`; %NULL: it has none
 */
char *
office_target_dup_address (OfficeSpanKind kind, const char *target)
{
  if (kind == OFFICE_SPAN_ASIDE)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i].kind == kind)
      return g_strdup_printf ("office:%s/%s", places[i].name, target);
  return g_strdup (target);
}

/**
 * office_target_open_address:
 * @from: a widget in the window
 * @address: where a link leads
 *
 * Opens a place in the office here, an invitation on its page, and everything else where the person's system opens it.
 */
void
office_target_open_address (GtkWidget *from, const char *address)
{
  GtkRoot *root = gtk_widget_get_root (from);

  if (g_ascii_strncasecmp (address, "office:", strlen ("office:")) == 0)
    gtk_widget_activate_action (from, "win.open-link", "s", address);
  else
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, address, GDK_CURRENT_TIME);
}

/**
 * office_target_open:
 * @from: a widget in the window
 * @kind: of a span that has a target
 * @target: the address or the id
 */
void
office_target_open (GtkWidget *from, OfficeSpanKind kind, const char *target)
{
  /* "(edited)" leads to what the message said before. */
  if (kind == OFFICE_SPAN_ASIDE)
    {
      gtk_widget_activate_action (from, "message.show-versions", NULL);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i].kind == kind)
      {
        gtk_widget_activate_action (from, places[i].action, "s", target);
        return;
      }
  office_target_open_address (from, target);
}
