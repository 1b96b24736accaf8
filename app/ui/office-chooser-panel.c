/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-chooser-panel.h"

#define WIDTH      620
#define TOP        92 /* in a window that is high enough */
#define HIGH       640
#define EDGE       12
#define EDGE_SMALL 6 /* of a phone */
#define SMALL      480
#define NEAR_END   400 /* pixels below the view when more is to be there */
#define A_PAGE     8   /* rows */

typedef struct {
  GtkWidget *box;
  GtkText *text;
  GtkWidget *clear_button;
  GtkStack *pages;
  GtkBox *hints;
  GtkScrolledWindow *scroller;
  GtkListBox *list;
  GtkLabel *nothing;
  GtkLabel *foot;
} OfficeChooserPanelPrivate;

enum { CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (OfficeChooserPanel, office_chooser_panel, GTK_TYPE_WIDGET)

static OfficeChooserPanelPrivate *
get_private (OfficeChooserPanel *self)
{
  return office_chooser_panel_get_instance_private (self);
}

/* ---- the list ---- */

static void
ask_for_more (OfficeChooserPanel *self)
{
  if (OFFICE_CHOOSER_PANEL_GET_CLASS (self)->near_end != NULL)
    OFFICE_CHOOSER_PANEL_GET_CLASS (self)->near_end (self);
}

static void
scroll_to (OfficeChooserPanel *self, GtkListBoxRow *row)
{
  OfficeChooserPanelPrivate *own = get_private (self);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (own->scroller);
  GtkWidget *header = gtk_list_box_row_get_header (row);
  double top, bottom;

  if (!gtk_widget_translate_coordinates (GTK_WIDGET (row), GTK_WIDGET (own->list), 0, 0, NULL, &top))
    return;
  bottom = top + gtk_widget_get_height (GTK_WIDGET (row));
  if (header != NULL)
    top -= gtk_widget_get_height (header);
  gtk_adjustment_clamp_page (adjustment, top, bottom);
}

static int
find_last (OfficeChooserPanel *self)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (get_private (self)->list));

  /* Headers are children of the list too. */
  while (last != NULL && !GTK_IS_LIST_BOX_ROW (last))
    last = gtk_widget_get_prev_sibling (last);
  return last != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (last)) : -1;
}

static void
move_selection (OfficeChooserPanel *self, int by)
{
  OfficeChooserPanelPrivate *own = get_private (self);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (own->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;
  int last = find_last (self);

  row = gtk_list_box_get_row_at_index (own->list, CLAMP (index, 0, MAX (last, 0)));
  if (row != NULL)
    {
      gtk_list_box_select_row (own->list, row);
      scroll_to (self, row);
    }
  if (index >= last)
    ask_for_more (self);
}

static void
on_scrolled (OfficeChooserPanel *self, GtkAdjustment *adjustment)
{
  double below = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment)
                 - gtk_adjustment_get_page_size (adjustment);

  if (below < NEAR_END && gtk_widget_get_mapped (GTK_WIDGET (get_private (self)->scroller)))
    ask_for_more (self);
}

/* ---- what is typed and chosen ---- */

static void
on_text_changed (OfficeChooserPanel *self)
{
  OfficeChooserPanelPrivate *own = get_private (self);

  gtk_widget_set_visible (own->clear_button, gtk_text_get_text_length (own->text) > 0);
  gtk_list_box_unselect_all (own->list);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (own->scroller), 0);
  OFFICE_CHOOSER_PANEL_GET_CLASS (self)->text_changed (self, office_chooser_panel_get_text (self));
}

static void
on_row_activated (OfficeChooserPanel *self, GtkListBoxRow *row)
{
  OFFICE_CHOOSER_PANEL_GET_CLASS (self)->chosen (self, row);
}

static void
on_activate (OfficeChooserPanel *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (get_private (self)->list);

  if (row != NULL)
    on_row_activated (self, row);
}

static void
on_clear (OfficeChooserPanel *self)
{
  office_chooser_panel_set_text (self, "");
  gtk_widget_grab_focus (GTK_WIDGET (get_private (self)->text));
}

static gboolean
on_key (OfficeChooserPanel *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Escape:
      office_chooser_panel_close (self);
      return TRUE;
    case GDK_KEY_Up:
      move_selection (self, -1);
      return TRUE;
    case GDK_KEY_Down:
      move_selection (self, 1);
      return TRUE;
    case GDK_KEY_Page_Up:
      move_selection (self, -A_PAGE);
      return TRUE;
    case GDK_KEY_Page_Down:
      move_selection (self, A_PAGE);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_pressed (OfficeChooserPanel *self, int n_press, double x, double y)
{
  GtkWidget *under = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (under == NULL || under == GTK_WIDGET (self))
    office_chooser_panel_close (self);
}

/* ---- overrides ---- */

static void
office_chooser_panel_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                              int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

/* As high as its content, as far as the window has room for it. */
static void
office_chooser_panel_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *box = get_private (OFFICE_CHOOSER_PANEL (widget))->box;
  int edge = width < SMALL ? EDGE_SMALL : EDGE;
  int top = height >= HIGH && width >= SMALL ? TOP : edge;
  int least_width, least, natural;
  GtkAllocation place;

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  place.width = MAX (MIN (WIDTH, width - 2 * edge), least_width);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, place.width, &least, &natural, NULL, NULL);
  place.height = MAX (MIN (natural, height - top - edge), least);
  place.x = MAX ((width - place.width) / 2, 0);
  place.y = top;
  gtk_widget_size_allocate (box, &place, -1);
}

static gboolean
office_chooser_panel_contains (GtkWidget *widget, double x, double y)
{
  return x >= 0 && y >= 0 && x < gtk_widget_get_width (widget) && y < gtk_widget_get_height (widget);
}

static void
office_chooser_panel_dispose (GObject *object)
{
  g_clear_pointer (&get_private (OFFICE_CHOOSER_PANEL (object))->box, gtk_widget_unparent);

  G_OBJECT_CLASS (office_chooser_panel_parent_class)->dispose (object);
}

static void
office_chooser_panel_class_init (OfficeChooserPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_chooser_panel_dispose;
  widget_class->measure = office_chooser_panel_measure;
  widget_class->size_allocate = office_chooser_panel_size_allocate;
  widget_class->contains = office_chooser_panel_contains;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-chooser-panel.ui");
  gtk_widget_class_bind_template_child_private (widget_class, OfficeChooserPanel, box);
  gtk_widget_class_bind_template_child_private (widget_class, OfficeChooserPanel, text);
  gtk_widget_class_bind_template_child_private (widget_class, OfficeChooserPanel, clear_button);
  gtk_widget_class_bind_template_child_private (widget_class, OfficeChooserPanel, pages);
  gtk_widget_class_bind_template_child_private (widget_class, OfficeChooserPanel, hints);
  gtk_widget_class_bind_template_child_private (widget_class, OfficeChooserPanel, scroller);
  gtk_widget_class_bind_template_child_private (widget_class, OfficeChooserPanel, list);
  gtk_widget_class_bind_template_child_private (widget_class, OfficeChooserPanel, nothing);
  gtk_widget_class_bind_template_child_private (widget_class, OfficeChooserPanel, foot);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
office_chooser_panel_init (OfficeChooserPanel *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "scrim");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (get_private (self)->scroller), "value-changed",
                           G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
}

/* ---- for what is derived from it ---- */

/**
 * office_chooser_panel_set_words:
 * @placeholder: what the field is for, translated
 * @nothing: what to do where nothing was found, translated
 * @foot: what else can be typed
 */
void
office_chooser_panel_set_words (OfficeChooserPanel *self, const char *placeholder, const char *nothing,
                                const char *foot)
{
  OfficeChooserPanelPrivate *own = get_private (self);

  gtk_text_set_placeholder_text (own->text, placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (own->text), GTK_ACCESSIBLE_PROPERTY_LABEL, placeholder, -1);
  gtk_label_set_label (own->nothing, nothing);
  gtk_label_set_label (own->foot, foot);
}

/**
 * office_chooser_panel_get_hints:
 *
 * Returns: (transfer none): what is shown as OFFICE_CHOOSER_HINTS, to be filled
 */
GtkBox *
office_chooser_panel_get_hints (OfficeChooserPanel *self)
{
  return get_private (self)->hints;
}

/**
 * office_chooser_panel_get_list:
 *
 * Returns: (transfer none): the list, to be filled
 */
GtkListBox *
office_chooser_panel_get_list (OfficeChooserPanel *self)
{
  return get_private (self)->list;
}

/**
 * office_chooser_panel_show_page:
 * @page: what is below the field
 */
void
office_chooser_panel_show_page (OfficeChooserPanel *self, OfficeChooserPage page)
{
  static const char *const names[] = {
    [OFFICE_CHOOSER_HINTS] = "hints",
    [OFFICE_CHOOSER_ROWS] = "results",
    [OFFICE_CHOOSER_NOTHING] = "nothing",
  };

  gtk_stack_set_visible_child_name (get_private (self)->pages, names[page]);
}

/**
 * office_chooser_panel_choose_first:
 *
 * Chooses the first row, where none is chosen.
 */
void
office_chooser_panel_choose_first (OfficeChooserPanel *self)
{
  GtkListBox *list = get_private (self)->list;

  if (gtk_list_box_get_selected_row (list) == NULL)
    gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 0));
}

/**
 * office_chooser_panel_new_header:
 * @title: translated
 *
 * Returns: (transfer floating): what stands over a group of rows
 */
GtkWidget *
office_chooser_panel_new_header (const char *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "stamp");
  gtk_widget_add_css_class (label, "group");
  return label;
}

/* ---- public ---- */

/**
 * office_chooser_panel_begin:
 *
 * The focus goes into the field; what was typed the last time is selected, so that it can be gone on with or typed over.
 */
void
office_chooser_panel_begin (OfficeChooserPanel *self)
{
  OfficeChooserPanelPrivate *own;

  g_return_if_fail (OFFICE_IS_CHOOSER_PANEL (self));

  own = get_private (self);
  gtk_widget_grab_focus (GTK_WIDGET (own->text));
  gtk_editable_select_region (GTK_EDITABLE (own->text), 0, -1);
}

/**
 * office_chooser_panel_set_text:
 * @text: what is looked for
 */
void
office_chooser_panel_set_text (OfficeChooserPanel *self, const char *text)
{
  GtkEditable *editable;

  g_return_if_fail (OFFICE_IS_CHOOSER_PANEL (self));
  g_return_if_fail (text != NULL);

  editable = GTK_EDITABLE (get_private (self)->text);
  gtk_editable_set_text (editable, text);
  gtk_editable_set_position (editable, -1);
}

/**
 * office_chooser_panel_get_text:
 *
 * Returns: (transfer none): what is in the field
 */
const char *
office_chooser_panel_get_text (OfficeChooserPanel *self)
{
  g_return_val_if_fail (OFFICE_IS_CHOOSER_PANEL (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (get_private (self)->text));
}

/**
 * office_chooser_panel_close:
 *
 * Asks to be taken from view.
 */
void
office_chooser_panel_close (OfficeChooserPanel *self)
{
  g_return_if_fail (OFFICE_IS_CHOOSER_PANEL (self));

  g_signal_emit (self, signals[CLOSED], 0);
}
