/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-quick-entry.h"

#include <glib/gi18n.h>
#include <string.h>

#include "office-due.h"
#include "office-estimate.h"
#include "office-flow-layout.h"

#define CHIP_SPACING 4 /* pixels */

struct _OfficeQuickEntry {
  GtkWidget parent_instance;

  OfficeSession *session; /* NULL until there is a place */
  char *room;
  gboolean choosing;
  OfficeQuickTask *task;
  GPtrArray *rejected; /* pieces of the text that are plain words */
  char **lines;        /* that were pasted and wait for a choice; nullable */

  GtkText *text;
  GtkBox *chips;
  GtkBox *paste_bar;
  GtkLabel *paste_label;
  GtkButton *several_button;
};

enum { CHANGED, ACTIVATE, LINES, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeQuickEntry, office_quick_entry, GTK_TYPE_WIDGET)

static void understand (OfficeQuickEntry *self);

/* ---- what was understood ---- */

/* What the text no longer has may be understood when it is typed anew. */
static void
forget_rejected (OfficeQuickEntry *self)
{
  const char *text = office_quick_entry_get_text (self);

  for (guint i = 0; i < self->rejected->len;)
    if (strstr (text, self->rejected->pdata[i]) == NULL)
      g_ptr_array_remove_index (self->rejected, i);
    else
      i++;
}

static char **
dup_rejected (OfficeQuickEntry *self)
{
  char **list = g_new0 (char *, self->rejected->len + 1);

  for (guint i = 0; i < self->rejected->len; i++)
    list[i] = g_strdup (self->rejected->pdata[i]);
  return list;
}

static void
reject (OfficeQuickEntry *self, const OfficeQuickToken *token)
{
  const char *text = office_quick_entry_get_text (self);

  g_ptr_array_add (self->rejected, g_strndup (text + token->start, token->end - token->start));
  understand (self);
}

static const char *
get_icon (OfficeQuickKind kind)
{
  switch (kind)
    {
    case OFFICE_QUICK_DUE:
      return "office-calendar-symbolic";
    case OFFICE_QUICK_PRIORITY:
      return "office-high-symbolic";
    case OFFICE_QUICK_ASSIGNEE:
      return "avatar-default-symbolic";
    case OFFICE_QUICK_LABEL:
      return "office-tag-symbolic";
    case OFFICE_QUICK_ROOM:
      return "office-hash-symbolic";
    case OFFICE_QUICK_REPEAT:
      return "media-playlist-repeat-symbolic";
    case OFFICE_QUICK_ESTIMATE:
    default:
      return "office-clock-symbolic";
    }
}

static const char *
get_kind_name (OfficeQuickKind kind)
{
  switch (kind)
    {
    case OFFICE_QUICK_DUE:
      return _ ("Due");
    case OFFICE_QUICK_PRIORITY:
      return _ ("Priority");
    case OFFICE_QUICK_ASSIGNEE:
      return _ ("Assigned");
    case OFFICE_QUICK_LABEL:
      return _ ("Label");
    case OFFICE_QUICK_ROOM:
      return _ ("Room");
    case OFFICE_QUICK_REPEAT:
      return _ ("Repeats");
    case OFFICE_QUICK_ESTIMATE:
    default:
      return _ ("Estimate");
    }
}

static const char *
get_priority_name (const char *value)
{
  return g_str_equal (value, "high") ? _ ("High") : g_str_equal (value, "low") ? _ ("Low") : _ ("Medium");
}

/* As it was typed, and the first day where no day was said. */
static char *
dup_repeat (OfficeQuickEntry *self, const OfficeQuickToken *token, gint64 now)
{
  const char *words = token->text + (*token->text == '*' ? 1 : 0);
  g_autofree char *first = NULL;

  if (self->task->due == NULL || office_quick_task_get (self->task, OFFICE_QUICK_DUE) != NULL)
    return g_strdup (words);
  first = office_due_to_text (self->task->due, now, TRUE);
  /* Translators: of a repetition, as in "every 2 weeks, from Monday" */
  return g_strdup_printf (_ ("%s, from %s"), words, first);
}

static char *
dup_chip_text (OfficeQuickEntry *self, const OfficeQuickToken *token)
{
  const gint64 now = office_session_get_now (self->session);

  switch (token->kind)
    {
    case OFFICE_QUICK_DUE:
      /* The repetition may have moved it. */
      return office_due_to_text (self->task->due, now, TRUE);
    case OFFICE_QUICK_PRIORITY:
      return g_strdup (get_priority_name (token->value));
    case OFFICE_QUICK_REPEAT:
      return dup_repeat (self, token, now);
    case OFFICE_QUICK_ESTIMATE:
      return office_estimate_to_text (atoi (token->value));
    case OFFICE_QUICK_ASSIGNEE:
    case OFFICE_QUICK_LABEL:
    case OFFICE_QUICK_ROOM:
    default:
      return g_strdup (token->text);
    }
}

static const OfficeQuickToken *
find_token (OfficeQuickEntry *self, GtkWidget *chip)
{
  const guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "token"));

  return self->task != NULL && i < self->task->tokens->len ? self->task->tokens->pdata[i] : NULL;
}

static void
on_chip_clicked (GtkWidget *chip, OfficeQuickEntry *self)
{
  const OfficeQuickToken *token = find_token (self, chip);

  if (token == NULL)
    return;
  gtk_text_grab_focus_without_selecting (self->text);
  reject (self, token);
}

static gboolean
on_chip_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, OfficeQuickEntry *self)
{
  if (key != GDK_KEY_Escape && key != GDK_KEY_Delete && key != GDK_KEY_BackSpace)
    return GDK_EVENT_PROPAGATE;
  on_chip_clicked (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)), self);
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_chip (OfficeQuickEntry *self, guint i)
{
  const OfficeQuickToken *token = self->task->tokens->pdata[i];
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label;
  GtkWidget *cross = gtk_image_new_from_icon_name ("window-close-symbolic");
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *text = dup_chip_text (self, token);
  g_autofree char *name = g_strdup_printf ("%s: %s", get_kind_name (token->kind), text);

  label = gtk_label_new (text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_widget_add_css_class (cross, "cross");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (get_icon (token->kind)));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), cross);
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "quick-chip");
  gtk_widget_set_tooltip_text (chip, _ ("Leave it in the title (Backspace right behind it)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ ("Press to leave it in the title"), -1);
  g_object_set_data (G_OBJECT (chip), "token", GUINT_TO_POINTER (i));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked), self, 0);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_chip_key), self, 0);
  gtk_widget_add_controller (chip, keys);
  return chip;
}

static void
show_chips (OfficeQuickEntry *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < self->task->tokens->len; i++)
    gtk_box_append (self->chips, make_chip (self, i));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), self->task->tokens->len > 0);
}

/* The pieces are seen in the text too. */
static void
mark_text (OfficeQuickEntry *self)
{
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();
  GdkRGBA color = { 0.2f, 0.5f, 0.9f, 1 };

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "accent_bg_color", &color);
  G_GNUC_END_IGNORE_DEPRECATIONS
  for (guint i = 0; i < self->task->tokens->len; i++)
    {
      const OfficeQuickToken *token = self->task->tokens->pdata[i];
      PangoAttribute *marks[] = {
        pango_attr_background_new ((guint16) (color.red * 65535), (guint16) (color.green * 65535),
                                   (guint16) (color.blue * 65535)),
        pango_attr_background_alpha_new (65535 / 5),
      };

      for (guint k = 0; k < G_N_ELEMENTS (marks); k++)
        {
          marks[k]->start_index = (guint) token->start;
          marks[k]->end_index = (guint) token->end;
          pango_attr_list_insert (list, marks[k]);
        }
    }
  gtk_text_set_attributes (self->text, list);
}

static void
understand (OfficeQuickEntry *self)
{
  g_auto (GStrv) rejected = NULL;

  if (self->session == NULL || self->room == NULL)
    return;
  forget_rejected (self);
  rejected = dup_rejected (self);
  g_clear_pointer (&self->task, office_quick_task_free);
  self->task = office_session_read_task (self->session, self->room, self->choosing, office_quick_entry_get_text (self),
                                         (const char *const *) rejected);
  show_chips (self);
  mark_text (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- typing ---- */

static void
on_changed (OfficeQuickEntry *self)
{
  understand (self);
}

static void
on_activate (OfficeQuickEntry *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

/* The piece that ends where the cursor stands. */
static const OfficeQuickToken *
find_token_before_cursor (OfficeQuickEntry *self)
{
  const char *text = office_quick_entry_get_text (self);
  const int cursor = gtk_editable_get_position (GTK_EDITABLE (self->text));
  const gsize at = g_utf8_offset_to_pointer (text, cursor) - text;

  if (self->task == NULL || gtk_editable_get_selection_bounds (GTK_EDITABLE (self->text), NULL, NULL))
    return NULL;
  for (guint i = 0; i < self->task->tokens->len; i++)
    {
      const OfficeQuickToken *token = self->task->tokens->pdata[i];

      if (token->end == at)
        return token;
    }
  return NULL;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, OfficeQuickEntry *self)
{
  const OfficeQuickToken *token;

  if (key != GDK_KEY_BackSpace || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  token = find_token_before_cursor (self);
  if (token == NULL)
    return GDK_EVENT_PROPAGATE;
  reject (self, token);
  return GDK_EVENT_STOP;
}

/* ---- several lines ---- */

static void
close_paste_bar (OfficeQuickEntry *self)
{
  g_clear_pointer (&self->lines, g_strfreev);
  gtk_widget_set_visible (GTK_WIDGET (self->paste_bar), FALSE);
}

static void
offer_lines (OfficeQuickEntry *self, char **lines)
{
  const guint n = g_strv_length (lines);
  g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "%'u line was pasted", "%'u lines were pasted", n), n);
  g_autofree char *several = g_strdup_printf (g_dngettext (NULL, "Make %'u Task", "Make %'u Tasks", n), n);

  close_paste_bar (self);
  self->lines = lines;
  gtk_label_set_text (self->paste_label, text);
  gtk_button_set_label (self->several_button, several);
  gtk_widget_set_visible (GTK_WIDGET (self->paste_bar), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->several_button));
}

static void
on_insert_text (GtkEditable *text, const char *inserted, int length, int *position, OfficeQuickEntry *self)
{
  g_autofree char *whole = length < 0 ? g_strdup (inserted) : g_strndup (inserted, (gsize) length);
  g_auto (GStrv) lines = NULL;

  if (strpbrk (whole, "\r\n") == NULL)
    return;
  g_signal_stop_emission_by_name (text, "insert-text");
  lines = office_quick_split_lines (whole);
  if (g_strv_length (lines) == 1)
    gtk_editable_insert_text (text, lines[0], -1, position);
  else if (lines[0] != NULL)
    offer_lines (self, g_steal_pointer (&lines));
}

static void
on_several (OfficeQuickEntry *self)
{
  g_auto (GStrv) lines = g_steal_pointer (&self->lines);

  close_paste_bar (self);
  gtk_text_grab_focus_without_selecting (self->text);
  if (lines != NULL)
    g_signal_emit (self, signals[LINES], 0, lines);
}

static void
on_one (OfficeQuickEntry *self)
{
  g_autofree char *joined = self->lines != NULL ? g_strjoinv (" ", self->lines) : g_strdup ("");
  int position = gtk_editable_get_position (GTK_EDITABLE (self->text));

  close_paste_bar (self);
  gtk_editable_insert_text (GTK_EDITABLE (self->text), joined, -1, &position);
  gtk_text_grab_focus_without_selecting (self->text);
  gtk_editable_set_position (GTK_EDITABLE (self->text), position);
}

/* ---- overrides ---- */

static gboolean
office_quick_entry_grab_focus (GtkWidget *widget)
{
  return gtk_text_grab_focus_without_selecting (OFFICE_QUICK_ENTRY (widget)->text);
}

static void
office_quick_entry_dispose (GObject *object)
{
  OfficeQuickEntry *self = OFFICE_QUICK_ENTRY (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_quick_entry_parent_class)->dispose (object);
}

static void
office_quick_entry_finalize (GObject *object)
{
  OfficeQuickEntry *self = OFFICE_QUICK_ENTRY (object);

  g_free (self->room);
  g_strfreev (self->lines);
  g_ptr_array_unref (self->rejected);
  g_clear_pointer (&self->task, office_quick_task_free);

  G_OBJECT_CLASS (office_quick_entry_parent_class)->finalize (object);
}

static void
office_quick_entry_class_init (OfficeQuickEntryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_quick_entry_dispose;
  G_OBJECT_CLASS (class)->finalize = office_quick_entry_finalize;
  widget_class->grab_focus = office_quick_entry_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[LINES] = g_signal_new ("lines", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRV);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-quick-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeQuickEntry, text);
  gtk_widget_class_bind_template_child (widget_class, OfficeQuickEntry, chips);
  gtk_widget_class_bind_template_child (widget_class, OfficeQuickEntry, paste_bar);
  gtk_widget_class_bind_template_child (widget_class, OfficeQuickEntry, paste_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeQuickEntry, several_button);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_insert_text);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_several);
  gtk_widget_class_bind_template_callback (widget_class, on_one);
}

static void
office_quick_entry_init (OfficeQuickEntry *self)
{
  self->rejected = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->chips), office_flow_layout_new (CHIP_SPACING));
}

/* ---- public ---- */

/**
 * office_quick_entry_set_place:
 * @self: the entry
 * @session: the office
 * @room: the id of the room that the task goes to
 * @choosing: whether the line may name another one
 */
void
office_quick_entry_set_place (OfficeQuickEntry *self, OfficeSession *session, const char *room, gboolean choosing)
{
  g_return_if_fail (OFFICE_IS_QUICK_ENTRY (self));
  g_return_if_fail (OFFICE_IS_SESSION (session) && room != NULL);

  g_set_object (&self->session, session);
  g_free (self->room);
  self->room = g_strdup (room);
  self->choosing = choosing;
  understand (self);
}

/**
 * office_quick_entry_set_text:
 * @self: the entry
 * @text: the line
 */
void
office_quick_entry_set_text (OfficeQuickEntry *self, const char *text)
{
  g_return_if_fail (OFFICE_IS_QUICK_ENTRY (self));
  g_return_if_fail (text != NULL);

  close_paste_bar (self);
  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
}

/**
 * office_quick_entry_set_line:
 * @self: the entry
 * @line: the line
 * @plain: (nullable): pieces of it that are plain words, however they look
 */
void
office_quick_entry_set_line (OfficeQuickEntry *self, const char *line, const char *const *plain)
{
  office_quick_entry_set_text (self, line);
  for (guint i = 0; plain != NULL && plain[i] != NULL; i++)
    g_ptr_array_add (self->rejected, g_strdup (plain[i]));
  understand (self);
}

/**
 * office_quick_entry_get_text:
 * @self: the entry
 *
 * Returns: (transfer none): the line
 */
const char *
office_quick_entry_get_text (OfficeQuickEntry *self)
{
  g_return_val_if_fail (OFFICE_IS_QUICK_ENTRY (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->text));
}

/**
 * office_quick_entry_get_task:
 * @self: the entry
 *
 * Returns: (transfer none) (nullable): what was understood
 */
OfficeQuickTask *
office_quick_entry_get_task (OfficeQuickEntry *self)
{
  g_return_val_if_fail (OFFICE_IS_QUICK_ENTRY (self), NULL);

  return self->task;
}
