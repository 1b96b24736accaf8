/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-code-block.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "office-code-tints.h"
#include "office-text-private.h"

#define MOST_LINES  24 /* that are shown at once… */
#define FEWER_LINES 16 /* …and so many of one that has more */

struct _OfficeCodeBlock {
  GtkWidget parent_instance;

  OfficeTextBlock *block;
  OfficeText *text;
  GtkWidget *more; /* nullable */
  guint color_source;
  gboolean colored;
};

G_DEFINE_FINAL_TYPE (OfficeCodeBlock, office_code_block, GTK_TYPE_WIDGET)

static guint
count_lines (const char *text)
{
  guint n = 1;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

/* ---- colors ---- */

static gboolean
color (gpointer data)
{
  OfficeCodeBlock *self = data;
  g_autoptr (GArray) tints = NULL;

  self->color_source = 0;
  tints = office_code_tints_new (self->block->text, self->block->language,
                                 adw_style_manager_get_dark (adw_style_manager_get_default ()));
  office_text_set_tints (self->text, tints);
  self->colored = tints != NULL;
  return G_SOURCE_REMOVE;
}

/* After it was painted, so that neither a room's first picture nor scrolling waits for it. */
static void
color_later (OfficeCodeBlock *self)
{
  if (self->block->language != NULL && self->color_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->color_source = g_idle_add_full (G_PRIORITY_LOW, color, self, NULL);
}

static void
office_code_block_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (office_code_block_parent_class)->map (widget);
  if (!OFFICE_CODE_BLOCK (widget)->colored)
    color_later (OFFICE_CODE_BLOCK (widget));
}

/* The quote in which it stands. */
static void
office_code_block_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  office_text_snapshot_quotes (OFFICE_CODE_BLOCK (widget)->text, widget, snapshot);
  GTK_WIDGET_CLASS (office_code_block_parent_class)->snapshot (widget, snapshot);
}

/* ---- what one can do ---- */

static void
copy_code (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeCodeBlock *self = OFFICE_CODE_BLOCK (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->block->text);
  gtk_widget_activate_action (widget, "win.say", "s", _ ("Code copied"));
}

static void
show_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeCodeBlock *self = OFFICE_CODE_BLOCK (widget);

  office_text_set_most_lines (self->text, 0);
  if (self->more != NULL)
    gtk_widget_set_visible (self->more, FALSE);
}

/* ---- parts ---- */

/* Without a bar: a long line is moved by wheel or finger, and never widens the window. */
static GtkWidget *
new_scroller (GtkWidget *text)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), text);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller))),
                                    FALSE);
  gtk_widget_set_focusable (scroller, FALSE);
  gtk_widget_add_css_class (scroller, "code");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  return scroller;
}

static GtkWidget *
new_tools (OfficeCodeBlock *self)
{
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  if (self->block->language != NULL)
    {
      GtkWidget *language = gtk_label_new (self->block->language);

      gtk_widget_add_css_class (language, "stamp");
      gtk_box_append (GTK_BOX (tools), language);
    }
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "code.copy");
  gtk_widget_set_tooltip_text (copy, _ ("Copy Code"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Copy Code"), -1);
  gtk_widget_add_css_class (copy, "flat");
  gtk_box_append (GTK_BOX (tools), copy);
  gtk_widget_add_css_class (tools, "code-tools");
  gtk_widget_set_halign (tools, GTK_ALIGN_END);
  gtk_widget_set_valign (tools, GTK_ALIGN_START);
  return tools;
}

static GtkWidget *
new_more (guint lines)
{
  /* Translators: of a long piece of code that is shown only in part; %u is a number */
  g_autofree char *label = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Show All %'u Line", "Show All %'u Lines", lines), lines);
  GtkWidget *more = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (more), "code.show-all");
  gtk_widget_add_css_class (more, "flat");
  gtk_widget_add_css_class (more, "code-more");
  gtk_widget_set_halign (more, GTK_ALIGN_START);
  return more;
}

static void
office_code_block_dispose (GObject *object)
{
  OfficeCodeBlock *self = OFFICE_CODE_BLOCK (object);
  GtkWidget *child;

  g_clear_handle_id (&self->color_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (office_code_block_parent_class)->dispose (object);
}

static void
office_code_block_finalize (GObject *object)
{
  g_clear_pointer (&OFFICE_CODE_BLOCK (object)->block, office_text_block_unref);
  G_OBJECT_CLASS (office_code_block_parent_class)->finalize (object);
}

static void
office_code_block_class_init (OfficeCodeBlockClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_code_block_dispose;
  G_OBJECT_CLASS (klass)->finalize = office_code_block_finalize;
  widget_class->map = office_code_block_map;
  widget_class->snapshot = office_code_block_snapshot;

  gtk_widget_class_install_action (widget_class, "code.copy", NULL, copy_code);
  gtk_widget_class_install_action (widget_class, "code.show-all", NULL, show_all);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "codeblock");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
office_code_block_init (OfficeCodeBlock *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}

/**
 * office_code_block_new:
 * @block: the code
 *
 * Returns: (transfer floating): a widget for it
 */
GtkWidget *
office_code_block_new (OfficeTextBlock *block)
{
  OfficeCodeBlock *self;
  GtkWidget *overlay;
  guint lines;

  g_return_val_if_fail (block != NULL && block->code, NULL);

  self = g_object_new (OFFICE_TYPE_CODE_BLOCK, NULL);
  self->block = office_text_block_ref (block);
  self->text = OFFICE_TEXT (office_text_new ());
  office_text_set_block (self->text, block);
  overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (overlay), new_scroller (GTK_WIDGET (self->text)));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), new_tools (self));
  gtk_widget_set_margin_start (overlay, office_text_get_lead (self->text));
  gtk_widget_set_parent (overlay, GTK_WIDGET (self));
  lines = count_lines (block->text);
  if (lines > MOST_LINES)
    {
      office_text_set_most_lines (self->text, FEWER_LINES);
      self->more = new_more (lines);
      gtk_widget_set_margin_start (self->more, office_text_get_lead (self->text));
      gtk_widget_set_parent (self->more, GTK_WIDGET (self));
    }
  if (block->language != NULL)
    g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (color_later), self,
                             G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * office_code_block_get_text:
 *
 * Returns: (transfer none): the text in it
 */
OfficeText *
office_code_block_get_text (OfficeCodeBlock *self)
{
  g_return_val_if_fail (OFFICE_IS_CODE_BLOCK (self), NULL);

  return self->text;
}

/**
 * office_code_block_is_colored:
 *
 * Returns: whether the colors of its language have come
 */
gboolean
office_code_block_is_colored (OfficeCodeBlock *self)
{
  g_return_val_if_fail (OFFICE_IS_CODE_BLOCK (self), FALSE);

  return self->colored;
}
