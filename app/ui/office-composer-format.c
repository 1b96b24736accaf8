/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-composer-private.h"

#include <glib/gi18n-lib.h>

#include "office-late-menu.h"
#include "office-text-format.h"

/* Formatting, declared once: the action composer.format has one of these names as its target. */
static const struct {
  const char *name;
  OfficeFormat format;
  const char *label;
  guint key;
  GdkModifierType modifiers;
} formats[] = {
  { "bold", OFFICE_FORMAT_BOLD, N_ ("_Bold"), GDK_KEY_b, GDK_CONTROL_MASK },
  { "italic", OFFICE_FORMAT_ITALIC, N_ ("_Italic"), GDK_KEY_i, GDK_CONTROL_MASK },
  { "strike", OFFICE_FORMAT_STRIKE, N_ ("_Strikethrough"), GDK_KEY_x, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  { "code", OFFICE_FORMAT_CODE, N_ ("_Code"), GDK_KEY_e, GDK_CONTROL_MASK },
  { "link", OFFICE_FORMAT_LINK, N_ ("_Link"), GDK_KEY_k, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  { "quote", OFFICE_FORMAT_QUOTE, N_ ("_Quote"), GDK_KEY_9, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  { "list", OFFICE_FORMAT_LIST, N_ ("Bulle_ted List"), GDK_KEY_8, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  { "numbers", OFFICE_FORMAT_NUMBERS, N_ ("_Numbered List"), GDK_KEY_7, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
};

static void
get_range (OfficeComposer *self, guint from, guint to, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_offset (self->buffer, start, (int) from);
  gtk_text_buffer_get_iter_at_offset (self->buffer, end, (int) to);
}

/*
 * One step for the key that takes back. The new text is put before the old one, and the old one taken away last: a selection that
 * is gone for a moment gives the primary clipboard back, and X11 then takes away the new selection as well.
 */
static void
apply (OfficeComposer *self, OfficeFormat format)
{
  g_auto (OfficeFormatEdit) edit = { 0 };
  g_autofree char *text = office_composer_dup_text (self);
  GtkTextIter start, end;
  guint length;

  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  office_format_edit (format, text, (guint) gtk_text_iter_get_offset (&start), (guint) gtk_text_iter_get_offset (&end),
                      &edit);
  length = (guint) g_utf8_strlen (edit.insert, -1);
  gtk_text_buffer_begin_user_action (self->buffer);
  get_range (self, edit.from, edit.from, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, edit.insert, -1);
  get_range (self, edit.select_from, edit.select_to, &start, &end);
  gtk_text_buffer_select_range (self->buffer, &end, &start);
  get_range (self, edit.from + length, edit.to + length, &start, &end);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_widget_grab_focus (self->view);
}

static void
format_activated (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeComposer *self = OFFICE_COMPOSER (widget);
  const char *name = g_variant_get_string (target, NULL);

  for (guint i = 0; self->session != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      apply (self, formats[i].format);
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (formats[i].label), NULL);
      g_autofree char *accel = gtk_accelerator_name (formats[i].key, formats[i].modifiers);

      g_menu_item_set_action_and_target (item, "composer.format", "s", formats[i].name);
      g_menu_item_set_attribute (item, "accel", "s", accel);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

/**
 * office_composer_press_format: (skip)
 * @self: a composer
 * @keyval: what was pressed
 * @bare: what the same key gives without Shift
 * @modifiers: with these
 *
 * Bindings know letters, but not digits with Shift, which are another sign on every keyboard.
 *
 * Returns: whether it was for a format
 */
gboolean
office_composer_press_format (OfficeComposer *self, guint keyval, guint bare, GdkModifierType modifiers)
{
  for (guint i = 0; self->session != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_isdigit (formats[i].key) && (keyval == formats[i].key || bare == formats[i].key)
        && modifiers == formats[i].modifiers)
      {
        apply (self, formats[i].format);
        return TRUE;
      }
  return FALSE;
}

/**
 * office_composer_install_formats: (skip)
 * @widget_class: the composer's
 */
void
office_composer_install_formats (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "composer.format", "s", format_activated);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    gtk_widget_class_add_binding_action (widget_class, formats[i].key, formats[i].modifiers, "composer.format", "s",
                                         formats[i].name);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "composer.format",
                                       "s", "code");
}

/**
 * office_composer_build_formats: (skip)
 * @self: a composer whose text view is made
 * @field: where the button goes, at its end
 *
 * The same stands in the text's own menu, where there is no room for the button.
 */
void
office_composer_build_formats (OfficeComposer *self, GtkWidget *field)
{
  g_autoptr (GMenuModel) menu = make_menu ();
  g_autoptr (GMenu) extra = g_menu_new ();

  self->format = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->format), "format-text-bold-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->format), GTK_ARROW_UP);
  office_late_menu_set (GTK_MENU_BUTTON (self->format), menu, GTK_ALIGN_END);
  gtk_widget_add_css_class (self->format, "flat");
  gtk_widget_set_valign (self->format, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (self->format, _ ("Format"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->format), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Format"), -1);
  gtk_box_append (GTK_BOX (field), self->format);
  g_menu_append_submenu (extra, _ ("_Format"), menu);
  g_menu_append (extra, _ ("Attac_h Files…"), "composer.attach");
  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self->view), G_MENU_MODEL (extra));
}
