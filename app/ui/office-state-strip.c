/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-state-strip.h"

#include <glib/gi18n.h>

#include "office-scheduled-list.h"

/* A line that comes up at once is never talked about. */
#define PATIENCE 1500 /* ms */

typedef enum {
  STRIP_HIDDEN,
  STRIP_OFFLINE,
  STRIP_CONNECTING,
  STRIP_STOPPED,
  STRIP_ELSEWHERE,
  STRIP_UPDATE,
  STRIP_PUT_OFF,
  STRIP_REVIEW,
  STRIP_REFUSED,
  STRIP_UNSAID,
} StripKind;

struct _OfficeStateStrip {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeScheduledList *schedule; /* of which some may not have been said at their time */
  StripKind kind;
  guint patience_id;
  gboolean patience_over;

  GtkRevealer *revealer;
  GtkWidget *strip;
  GtkStack *lead;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (OfficeStateStrip, office_state_strip, GTK_TYPE_WIDGET)

static void update (OfficeStateStrip *self);

static gboolean
on_patience_over (gpointer data)
{
  OfficeStateStrip *self = data;

  self->patience_id = 0;
  self->patience_over = TRUE;
  update (self);
  return G_SOURCE_REMOVE;
}

static StripKind
choose_trouble (OfficeStateStrip *self)
{
  static const StripKind kinds[] = {
    [OFFICE_TROUBLE_NONE] = STRIP_HIDDEN,         [OFFICE_TROUBLE_ELSEWHERE] = STRIP_ELSEWHERE,
    [OFFICE_TROUBLE_UPDATE] = STRIP_UPDATE,       [OFFICE_TROUBLE_SIGNED_OUT] = STRIP_STOPPED,
    [OFFICE_TROUBLE_CERTIFICATE] = STRIP_STOPPED, [OFFICE_TROUBLE_OTHER] = STRIP_STOPPED,
  };

  return kinds[office_session_get_trouble (self->session)];
}

static guint
count_unsaid (OfficeStateStrip *self)
{
  GListModel *schedule = G_LIST_MODEL (self->schedule);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (schedule); i++)
    {
      g_autoptr (OfficeScheduled) scheduled = g_list_model_get_item (schedule, i);

      n += office_scheduled_get_problem (scheduled) != NULL ? 1 : 0;
    }
  return n;
}

/* What was not sent is told where nothing more pressing is. */
static StripKind
choose_leftover (OfficeStateStrip *self)
{
  if (office_session_get_put_off (self->session) != NULL)
    return STRIP_PUT_OFF;
  if (office_session_is_under_review (self->session))
    return STRIP_REVIEW;
  if (office_session_get_n_refused (self->session) > 0)
    return STRIP_REFUSED;
  return count_unsaid (self) > 0 ? STRIP_UNSAID : STRIP_HIDDEN;
}

/* Whatever is shown stays until there is something better to say, so that retries do not make it flicker. */
static StripKind
choose_kind (OfficeStateStrip *self)
{
  switch (office_session_get_state (self->session))
    {
    case OFFICE_LINE_STOPPED:
      return choose_trouble (self);
    case OFFICE_LINE_WAITING:
      return STRIP_OFFLINE;
    case OFFICE_LINE_CONNECTING:
    case OFFICE_LINE_GREETING:
      if (self->kind == STRIP_OFFLINE)
        return STRIP_OFFLINE;
      return self->patience_over ? STRIP_CONNECTING : STRIP_HIDDEN;
    case OFFICE_LINE_CATCHING_UP:
      return self->patience_over ? STRIP_CONNECTING : STRIP_HIDDEN;
    case OFFICE_LINE_LIVE:
    default:
      return choose_leftover (self);
    }
}

static char *
make_text (OfficeStateStrip *self)
{
  guint n;

  switch (self->kind)
    {
    case STRIP_OFFLINE:
      n = office_session_get_n_waiting (self->session);
      if (n == 0)
        return g_strdup (_ ("Offline. Your changes are sent when the line is back."));
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Offline. %'u change is sent when the line is back.",
                                           "Offline. %'u changes are sent when the line is back.", n),
                              n);
    case STRIP_CONNECTING:
      if (office_session_get_state (self->session) == OFFICE_LINE_CATCHING_UP)
        return g_strdup (_ ("Catching up…"));
      return g_strdup_printf (_ ("Connecting to %s…"), office_session_get_name (self->session));
    case STRIP_STOPPED:
    case STRIP_ELSEWHERE:
    case STRIP_UPDATE:
      return g_strdup (office_session_get_problem (self->session));
    case STRIP_PUT_OFF:
      /* Translators: %s is a sentence without its full stop, such as The host’s disk is full */
      return g_strdup_printf (_ ("%s. Your changes are sent when it takes them again."),
                              office_session_get_put_off (self->session));
    case STRIP_REVIEW:
      n = office_session_get_n_waiting (self->session);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u change of long ago waits for you to look at it.",
                                           "%'u changes of long ago wait for you to look at them.", n),
                              n);
    case STRIP_REFUSED:
      n = office_session_get_n_refused (self->session);
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%'u change was not sent.", "%'u changes were not sent.", n), n);
    case STRIP_UNSAID:
      n = count_unsaid (self);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u message could not be sent when it was time.",
                                           "%u messages could not be sent when it was time.", n),
                              n);
    case STRIP_HIDDEN:
    default:
      return NULL;
    }
}

static void
show_kind (OfficeStateStrip *self)
{
  static const struct {
    const char *icon, *button, *action;
    gboolean bad;
  } looks[] = {
    [STRIP_OFFLINE] = { "network-wireless-disabled-symbolic", N_ ("Try Now"), "win.try-now", FALSE },
    [STRIP_CONNECTING] = { NULL, NULL, NULL, FALSE },
    [STRIP_STOPPED] = { "security-low-symbolic", N_ ("Look"), "win.show-problem", TRUE },
    [STRIP_ELSEWHERE] = { "computer-symbolic", N_ ("Use Here"), "win.try-now", FALSE },
    [STRIP_UPDATE] = { "software-update-available-symbolic", N_ ("Try Again"), "win.try-now", TRUE },
    [STRIP_PUT_OFF] = { "dialog-warning-symbolic", N_ ("Try Now"), "win.try-now", FALSE },
    [STRIP_REVIEW] = { "office-clock-symbolic", N_ ("Review"), "win.show-review", FALSE },
    [STRIP_REFUSED] = { "dialog-warning-symbolic", N_ ("Look"), "win.show-refused", TRUE },
    [STRIP_UNSAID] = { "office-clock-symbolic", N_ ("Look"), "win.show-scheduled", TRUE },
  };
  g_autofree char *text = make_text (self);
  gboolean shown = self->kind != STRIP_HIDDEN;

  gtk_revealer_set_reveal_child (self->revealer, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), shown || gtk_revealer_get_child_revealed (self->revealer));
  gtk_spinner_set_spinning (self->spinner, self->kind == STRIP_CONNECTING);
  if (!shown)
    return;

  gtk_label_set_label (self->label, text);
  if (looks[self->kind].icon != NULL)
    gtk_image_set_from_icon_name (self->icon, looks[self->kind].icon);
  gtk_stack_set_visible_child (self->lead,
                               looks[self->kind].icon != NULL ? GTK_WIDGET (self->icon) : GTK_WIDGET (self->spinner));
  if (looks[self->kind].bad)
    gtk_widget_add_css_class (self->strip, "bad");
  else
    gtk_widget_remove_css_class (self->strip, "bad");
  gtk_widget_set_visible (GTK_WIDGET (self->button), looks[self->kind].button != NULL);
  if (looks[self->kind].button != NULL)
    {
      gtk_button_set_label (self->button, _ (looks[self->kind].button));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), looks[self->kind].action);
    }
}

static void
update (OfficeStateStrip *self)
{
  OfficeLineState state;
  gboolean busy;

  if (self->session == NULL)
    return;
  state = office_session_get_state (self->session);
  busy = state == OFFICE_LINE_CONNECTING || state == OFFICE_LINE_GREETING || state == OFFICE_LINE_CATCHING_UP;
  if (!busy)
    {
      g_clear_handle_id (&self->patience_id, g_source_remove);
      self->patience_over = FALSE;
    }
  else if (self->patience_id == 0 && !self->patience_over)
    {
      self->patience_id = g_timeout_add (PATIENCE, on_patience_over, self);
    }
  self->kind = choose_kind (self);
  show_kind (self);
}

/* The revealer takes no room once it has closed: not even the spacing of what is around it. */
static void
on_child_revealed (OfficeStateStrip *self)
{
  if (!gtk_revealer_get_reveal_child (self->revealer))
    gtk_widget_set_visible (GTK_WIDGET (self->revealer), FALSE);
}

static void
forget_session (OfficeStateStrip *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  self->patience_over = FALSE;
  self->kind = STRIP_HIDDEN;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->schedule != NULL)
    g_signal_handlers_disconnect_by_data (self->schedule, self);
  g_clear_object (&self->schedule);
  g_clear_object (&self->session);
}

static void
office_state_strip_dispose (GObject *object)
{
  OfficeStateStrip *self = OFFICE_STATE_STRIP (object);
  GtkWidget *child;

  forget_session (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (office_state_strip_parent_class)->dispose (object);
}

static void
office_state_strip_class_init (OfficeStateStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_state_strip_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-state-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeStateStrip, revealer);
  gtk_widget_class_bind_template_child (widget_class, OfficeStateStrip, strip);
  gtk_widget_class_bind_template_child (widget_class, OfficeStateStrip, lead);
  gtk_widget_class_bind_template_child (widget_class, OfficeStateStrip, icon);
  gtk_widget_class_bind_template_child (widget_class, OfficeStateStrip, spinner);
  gtk_widget_class_bind_template_child (widget_class, OfficeStateStrip, label);
  gtk_widget_class_bind_template_child (widget_class, OfficeStateStrip, button);
  gtk_widget_class_bind_template_callback (widget_class, on_child_revealed);
}

static void
office_state_strip_init (OfficeStateStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * office_state_strip_set_session:
 * @session: (nullable): whose line to tell about
 */
void
office_state_strip_set_session (OfficeStateStrip *self, OfficeSession *session)
{
  g_return_if_fail (OFFICE_IS_STATE_STRIP (self));
  g_return_if_fail (session == NULL || OFFICE_IS_SESSION (session));

  if (session == self->session)
    return;
  forget_session (self);
  show_kind (self);
  if (session == NULL)
    return;
  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "notify::problem", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "notify::put-off", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "notify::n-refused", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "notify::n-waiting", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "notify::under-review", G_CALLBACK (update), self);
  self->schedule = office_scheduled_list_new (session);
  g_signal_connect_swapped (self->schedule, "items-changed", G_CALLBACK (update), self);
  update (self);
}

/**
 * office_state_strip_get_text:
 *
 * Returns: (nullable): the sentence that is shown; %NULL while nothing is
 */
const char *
office_state_strip_get_text (OfficeStateStrip *self)
{
  g_return_val_if_fail (OFFICE_IS_STATE_STRIP (self), NULL);

  return self->kind == STRIP_HIDDEN ? NULL : gtk_label_get_label (self->label);
}
